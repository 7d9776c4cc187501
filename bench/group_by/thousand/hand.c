#define _GNU_SOURCE
#include "input.h"

#include "../sums.h"
