// error: 2: 
unsigned long long x = 99999999999999999999999;
int main(void) { return 0; }
