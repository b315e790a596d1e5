// error: 2: #line
#line zero
