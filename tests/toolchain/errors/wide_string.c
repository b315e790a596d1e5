// error: 2: wide
int *p = (int *)L"wide";
int main(void) { return 0; }
