// error: 4: main


__attribute__((constructor)) void start(void) {}
