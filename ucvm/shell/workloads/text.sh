for i in 1 2 3 4 5 6; do
    cat <<E >/dev/null
line $i of $((i * 2))
plain text
E
    printf '%s %d|' word $i >/dev/null
    for name in /etc/*; do n=$((${n:-0} + 1)); done
    eval 'x=$i; set -- "$@" "$x"'
    export y=$x; unset x
done
