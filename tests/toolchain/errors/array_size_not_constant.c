// error: 3: an integer constant expression
int n = 4;
int v[n];
int main(void) { return 0; }
