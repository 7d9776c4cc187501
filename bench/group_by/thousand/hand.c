#define GROUP_KEYS 1000
#include "../sums.h"
