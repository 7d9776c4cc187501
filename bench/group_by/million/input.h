enum { GROUP_KEYS = 1000000 };
#include "../rows.h"
