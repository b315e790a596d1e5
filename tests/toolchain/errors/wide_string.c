// error: 2: a wide string does not initialize 'char []'
char text[] = L"wide";
