// error: 3: comment
int x;
/* and so on
