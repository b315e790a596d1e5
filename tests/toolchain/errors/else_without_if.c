// error: 3: #else
int x;
#else
