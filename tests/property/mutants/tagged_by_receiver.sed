# src/emit/network.c: elements are tagged with the receiver
s/.key = in->sender/.key = leat_self()/
