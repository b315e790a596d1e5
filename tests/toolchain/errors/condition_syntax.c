// error: 2: 
#if 1 +
#endif
