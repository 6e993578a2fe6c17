// The net effect of what the log holds.
#ifndef RECORDER_NET_H
#define RECORDER_NET_H

#include "chunk.h"
#include "log.h"

/// Nets the log, as much at a time as its limit allows, and leaves it as it was.
recorder_status change_log_net(change_log *log, chunk_writer *writer);

#endif
