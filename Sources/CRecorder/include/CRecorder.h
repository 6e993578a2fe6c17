#ifndef C_RECORDER_H
#define C_RECORDER_H
#endif
