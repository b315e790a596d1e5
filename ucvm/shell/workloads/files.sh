for i in 1 2 3 4; do
    : >/tmp/f$i
    if cat /tmp/f$i >/dev/null && [ -e /tmp/f$i ]; then rm /tmp/f$i; fi
    ls /etc | wc -l >/dev/null
    sleep 0 &
    wait
done
