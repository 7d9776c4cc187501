# src/emit/network.c: a broadcast leaves out the last member
s/member < outs->count; member++/member + (outs->count > 1) < outs->count; member++/
