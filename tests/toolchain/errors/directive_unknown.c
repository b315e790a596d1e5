// error: 2: #frobnicate
#frobnicate
