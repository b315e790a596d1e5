x=abc n=5
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    for j in a b c; do
        if [ "$x" = abc ] && [ "$n" -gt 3 ] && test -n "$j"; then :; fi
        [ -d /tmp ] || echo no
        [ "$i" -ne 7 ] || continue
    done
done
