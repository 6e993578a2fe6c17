#include "CRow.h"
