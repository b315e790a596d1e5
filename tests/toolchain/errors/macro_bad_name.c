// error: 2: identifiers
#define 3 4
