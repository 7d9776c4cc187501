enum { GROUP_KEYS = 1000 };
#include "../rows.h"
