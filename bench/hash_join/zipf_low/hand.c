#include "input.h"

#include "../joined.h"
