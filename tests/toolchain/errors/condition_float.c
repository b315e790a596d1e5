// error: 2: 1.5
#if 1.5 > 1
#endif
