// error: 2: ##
#define GLUE(a) a ##
