// error: 2: nowhere.h
#include "nowhere.h"
int main(void) { return 0; }
