#include "../rows.h"
