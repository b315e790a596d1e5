// error: 3: #error wrong machine
#ifdef __UCVM__
#error wrong machine
#endif
