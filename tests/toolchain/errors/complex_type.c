// error: 2: complex numbers are not supported
double _Complex z;
