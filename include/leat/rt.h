/*
 * rt.h: the runtime, for generated code only. A user's program includes leat.h.
 */
#ifndef LEAT_RT_H
#define LEAT_RT_H

#include "rt/memory.h"
#include "rt/value.h"
#include "rt/table.h"
#include "rt/flat.h"
#include "rt/meeting.h"
#include "rt/heap.h"
#include "rt/window.h"
#include "rt/session.h"
#include "rt/queue.h"
#include "rt/channel.h"
#include "rt/source.h"
#include "rt/sink.h"
#include "rt/job.h"
#include "rt/run.h"
#include "rt/text.h"
#include "rt/codec.h"

#endif
