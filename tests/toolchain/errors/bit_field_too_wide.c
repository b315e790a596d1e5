// error: 2: 
struct s { unsigned a : 33; };
int main(void) { return 0; }
