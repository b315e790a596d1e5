// error: 3: #endif
int x;
#if 1
int y;
