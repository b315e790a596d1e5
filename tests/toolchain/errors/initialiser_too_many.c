// error: 2: 
int v[2] = { 1, 2, 3 };
int main(void) { return 0; }
