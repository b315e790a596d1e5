for i in 1 2 3 4 5 6 7 8; do
    x=$(echo "$i" text)
    y=`printf '%s-' a b c`
    echo "$x $y" | while read -r l; do :; done
    (exit 3) || :
    { echo grouped; } >/tmp/out 2>&1
done
