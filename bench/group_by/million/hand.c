#define GROUP_KEYS 1000000
#include "../sums.h"
