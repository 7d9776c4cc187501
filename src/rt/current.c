/* current.c: whose run it is on this thread. */
#include "leat/rt/run.h"

_Thread_local struct leat_run *leat_current;

bool leat_trick_is_off(enum leat_trick trick)
{
    return leat_current && leat_current->without >> trick & 1;
}
