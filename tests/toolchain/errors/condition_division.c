// error: 2: division by zero
#if 1 / 0
#endif
