while true; do :; done
#key ^C
echo status $?
sleep 1000
#key ^Z
jobs
kill %1
sleep 5 | cat
cat
typed
#key ^D
#key ^D
