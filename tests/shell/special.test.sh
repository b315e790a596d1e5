# XCU 2.14 Special built-in utilities
#### colon expands its arguments and does nothing
: a b c; echo $?; : ${x=1}; echo $x; : >f; [ -f f ] && echo y; : $((y=2)); echo $y
| 0
| 1
| y
| 2
#### dot reads a file in this shell
echo 'x=1; f() { echo f; }' >s; . ./s; echo $x; f
| 1
| f
#### dot finds files by PATH
mkdir d; echo 'echo found' >d/lib; PATH=$PWD/d:$PATH; . lib
| found
#### dot needs no execute permission
echo 'echo a' >s; chmod 444 s; . ./s
| a
#### status of dot
echo '(exit 3)' >s; . ./s; echo $?; echo 'true' >s; false; . ./s; echo $?
| 3
| 0
#### return from a dot script
printf 'echo a\nreturn 4\necho b\n' >s; . ./s; echo $?
| a
| 4
#### exit in a dot script
printf 'exit 5\n' >s; (. ./s; echo no); echo $?
| 5
#### dot sees the parameters
echo 'echo $1 $#; set -- z; shift 0' >s; set -- a b; . ./s; echo $1
| a 2
| z
#### dot in a function and nested
echo 'echo one; . ./t; echo three' >s; echo 'echo two' >t; f() { . ./s; }; f
| one
| two
| three
#### break in a dot script
echo break >s; for i in 1 2; do echo $i; . ./s; done; echo end
| 1
| end
#### eval
eval echo a b; x='echo "c  d"'; eval $x; eval "$x"; eval 'y=1; z=2'; echo $y$z
| a b
| c d
| c  d
| 12
#### eval joins its words with blanks
eval 'echo' "'a" "b'"; eval echo '\$HOME' | sed 's/HOME/home/'
| a b
| $home
#### eval twice
a='$b' b='$c' c=d; eval echo $a; eval eval echo $a
| $c
| d
#### status of eval
eval false; echo $?; eval '(exit 4)'; echo $?; eval; echo $?; false; eval ' '; echo $?
| 1
| 4
| 0
| 0
#### eval of several lines
eval 'for i in 1 2
do
echo $i
done'
| 1
| 2
#### break, return and exit in eval
for i in 1 2; do eval break; done; echo $i; f() { eval 'return 3'; echo no; }; f; echo $?; (eval 'exit 4'); echo $?
| 1
| 3
| 4
#### eval sets a variable by name
n=var; eval $n=5; echo $var; eval "echo \$$n"; eval "$n=\"a  b\""; echo "$var"
| 5
| 5
| a  b
#### exec replaces the shell
(exec echo a; echo no); (exec sh -c 'exit 3'); echo $?; x=1; (x=2 exec sh -c 'echo $x')
| a
| 3
| 2
#### exec of what is not there
sh -c 'exec nosuchcmd; echo no' 2>/dev/null; echo $?; mkdir d; sh -c 'exec ./d; echo no' 2>/dev/null; echo $?
| 127
| 126
#### exec keeps descriptors
exec 3>f; echo a >&3; exec 3>&-; cat f; (exec 4<f; cat <&4)
| a
| a
#### exit
(exit); echo $?; (exit 3); echo $?; (false; exit); echo $?; (true; exit 0); echo $?; f() { exit 6; }; (f); echo $?
| 0
| 3
| 1
| 0
| 6
#### exit in a substitution, pipe and background
x=$(exit 3); echo $?; exit 4 | true; echo $?; true | exit 5; echo $?; exit 6 & wait $!; echo $?
| 3
| 0
| 5
| 6
#### exit ends loops and functions
(while :; do exit 2; done); echo $?; (f() { for i in 1; do exit 3; done; }; f; echo no); echo $?
| 2
| 3
#### export
export a=1; sh -c 'echo $a'; b=2; export b; sh -c 'echo $b'; export c; c=3; sh -c 'echo $c'; export d=4 e=5; sh -c 'echo $d$e'
| 1
| 2
| 3
| 45
#### export -p can be read again
a='x y' b="it's"; export a b; export -p >s; unset a b; . ./s; echo "$a $b"
| x y it's
#### export -p of a variable without a value
export zz; export -p | grep zz
| export zz
#### export in a subshell
(export a=1); echo [$a]
| []
#### unset removes the export
export a=1; unset a; a=2; sh -c 'echo [$a]'
| []
#### readonly
readonly a=1; echo $a; b=2; readonly b; (b=3) 2>/dev/null || echo kept; echo $b; readonly c; (c=1) 2>/dev/null || echo kept
| 1
| kept
| 2
| kept
#### readonly -p
readonly a='x y'; readonly -p | grep ' a='; readonly bb; readonly -p | grep bb
| readonly a='x y'
| readonly bb
#### readonly variables cannot be unset
readonly a=1; (unset a) 2>/dev/null || echo kept; echo $a
| kept
| 1
#### readonly is inherited by subshells but not by commands
readonly a=1; export a; (a=2) 2>/dev/null || echo kept; sh -c 'a=2; echo $a'
| kept
| 2
#### set prints variables
x='a b'; set | grep '^x='; unset x; set | grep -c '^x='
## status: 1
| x='a b'
| 0
#### set with parameters
set a b c; echo $# $1; set -- -a b; echo $1; set --; echo $#; set - x y 2>/dev/null; echo $#
| 3 a
| -a
| 0
| 2
#### set keeps parameters with options only
set a b; set -f; echo $#; set +f; echo $*
| 2
| a b
#### set -- with nothing and with dashes
set -- --; echo $1; set -- -; echo $1; set -- '' ; echo $#
| --
| -
| 1
#### set -a exports assignments
set -a; x=1; sh -c 'echo $x'; set +a; y=2; sh -c 'echo [$y]'
| 1
| []
#### set -f, -u, -C by their long names
set -o noglob; echo *; set +o noglob; (set -o nounset; echo $u) 2>/dev/null; [ $? -ne 0 ] && echo y; set -o noclobber; echo >f; (echo >f) 2>/dev/null || echo z
| *
| y
| z
#### set -n reads without running
sh -nc 'echo a'; echo $?; sh -nc 'fi' 2>/dev/null; echo $?
| 0
| 2
#### set -v prints what is read
printf 'set -v\necho a\n# c\necho b\n' >s; sh s 2>&1
| echo a
| a
| # c
| echo b
| b
#### set -x prints commands
sh -xc 'echo a; x=1; echo "$x b"' 2>&1
| + echo a
| a
| + x=1
| + echo 1 b
| 1 b
#### set -x of several commands
sh -xc 'for i in 1 2; do echo $i; done; f() { :; }; f a; x=a y=b true' 2>&1
| + echo 1
| 1
| + echo 2
| 2
| + f a
| + :
| + x=a y=b true
#### set -o and set +o
set -o | grep -c noglob; set +o >s; set -f; . ./s; echo *; set +o | grep noglob
| 1
| s
| set +o noglob
#### set -m and set -b are known
set -b; echo $?; set +b; set -h; echo $?
## bash: POSIX has -b and -h
| 0
| 0
#### shift
set -- a b c d; shift; echo $*; shift 2; echo $*; shift; echo $#; set -- a; shift 1; echo $#
| b c d
| d
| 0
| 0
#### shift more than there are
sh -c 'set -- a; shift 2; echo no' 2>/dev/null; [ $? -ne 0 ] && echo y
| y
#### times
times | wc -l | tr -d ' '; times | grep -c 'm.*s .*m.*s'
| 2
| 2
#### trap on EXIT
(trap 'echo bye' EXIT; echo hi); (trap 'echo bye' 0; exit 3); echo $?
| hi
| bye
| bye
| 3
#### trap on EXIT sees the status
(trap 'echo $?' EXIT; exit 3); (trap 'echo $?' EXIT; false); (trap 'exit 7' EXIT; exit 3); echo $?
| 3
| 1
| 7
#### trap on a signal
trap 'echo got' USR1; kill -USR1 $$; echo after; trap 'echo term' TERM; kill $$; echo end
| got
| after
| term
| end
#### trap keeps the status
trap 'false' USR1; true; kill -USR1 $$; echo $?; trap '(exit 5)' USR1; (exit 3); kill -USR1 $$; echo $?
| 0
| 0
#### trap by number and with SIG
trap 'echo a' 15; kill -TERM $$; trap 'echo b' HUP; kill -1 $$; trap - 15 HUP; trap
| a
| b
#### trap ignores
trap '' TERM; kill $$; echo alive; sh -c 'kill $$; echo alive too'
| alive
| alive too
#### trap resets
trap 'echo no' TERM; trap - TERM; (kill $(sh -c 'echo $PPID'); sleep 1; echo no); echo $?
| 143
#### trap of several signals
trap 'echo x' USR1 USR2; kill -USR1 $$; kill -USR2 $$
| x
| x
#### trap prints the actions
trap 'echo a' INT; trap "echo 'b'" TERM; trap
| trap -- 'echo a' INT
| trap -- 'echo '"'"'b'"'" TERM
#### trap output can be read again
trap 'echo hi' EXIT; trap >s; trap - EXIT; . ./s
| hi
#### traps are reset in subshells
trap 'echo got' USR1; (trap); (kill -USR1 $(sh -c 'echo $PPID'); sleep 1; echo no); echo $?
## bash: a subshell lists the traps of its parent until it sets one
| trap -- 'echo got' USR1
| 138
#### ignored signals stay ignored in subshells
trap '' USR1; (kill -USR1 $(sh -c 'echo $PPID'); echo alive)
| alive
#### trap in a subshell
(trap 'echo sub' EXIT); echo main; x=$(trap 'echo sub2' EXIT); echo $x
| sub
| main
| sub2
#### trap in a function
f() { trap 'echo bye' EXIT; echo in; }; f; echo out
| in
| out
| bye
#### trap is replaced
trap 'echo a' EXIT; trap 'echo b' EXIT
| b
#### trap with a wrong signal
trap 'echo a' NOSIG 2>/dev/null; [ $? -ne 0 ] && echo y
| y
#### trap runs after the command that was running
trap 'echo trapped' USR1; sh -c 'kill -USR1 $PPID; sleep 1; echo child'; echo main
| child
| trapped
| main
#### a signal ends wait
trap 'echo trapped' USR1; sleep 5 & (sleep 1; kill -USR1 $$) & wait %1 2>/dev/null || wait $!; echo done; kill %1 2>/dev/null; true
| trapped
| done
#### exit in a trap
(trap 'exit 9' TERM; kill -TERM $(sh -c 'echo $PPID'); sleep 1; echo no); echo $?
| 9
#### a trap action with several commands and expansion at its time
x=1; trap 'echo $x; echo end' EXIT; x=2
| 2
| end
#### a trap action with double quotes expands at once
x=1; trap "echo $x" EXIT; x=2
| 1
#### return in a trap action inside a function
f() { trap 'return 5' USR1; kill -USR1 $$; echo no; }; f; echo $?
| 5
#### EXIT trap and set -e, syntax errors, signals
sh -ec 'trap "echo bye" EXIT; false'; echo $?; printf 'trap "echo bye" EXIT\nfi\n' >s; sh s 2>/dev/null; echo $?
| bye
| 1
| bye
| 2
#### EXIT trap with exec
sh -c 'trap "echo bye" EXIT; exec true'; echo $?
| 0
#### unset
x=1; unset x; echo [$x]; x=1 y=2; unset x y; echo [$x$y]; unset nope; echo $?
| []
| []
| 0
#### unset -v and -f
x=1; x() { echo f; }; unset -v x; echo [$x]; x; unset -f x; x 2>/dev/null; echo $?
| []
| f
| 127
#### unset without options takes the variable
y=1; unset y; echo [$y]
| []
#### unset IFS and OPTIND
IFS=:; unset IFS; x='a b:c'; set -- $x; echo $#
| 2
#### unset a function that is not there
unset -f nope; echo $?
| 0
#### special builtins cannot be hidden by functions in posix
command -v export; command -v :; type break | sed 's/.*special.*/special/'
| export
| :
| special
#### continue outside a loop
continue; echo $?; break; echo $?
| 0
| 0
#### break inside a function called in a loop
f() { break; }; for i in 1 2; do f 2>/dev/null; echo $i; done
| 1
| 2
#### return at the top of a script
printf 'echo a\nreturn 3\necho b\n' >s; sh s; echo $?
| a
| 3
#### $(trap) shows the traps of the shell
trap 'echo a' INT; x=$(trap); trap - INT; [ "$x" ] && echo shown; (trap -- 'echo "b c"' HUP; trap) | grep -c b
## bash: XCU trap: so that traps can be saved
| shown
| 1
#### a subshell that sets a trap lists its own alone
trap 'echo a' INT; (trap 'echo b' HUP; trap)
| trap -- 'echo b' HUP
#### trap -p
trap 'echo a' INT; trap '' HUP; trap -p INT | grep -c 'echo a'; trap -p INT HUP | wc -l
## bash: new in Issue 8
| 1
| 2
#### set -n in the middle of a line
echo a; set -n; echo b
echo c
| a
#### a directory in PATH is no command
mkdir d nosuchcmd; PATH=$PWD:$PATH; nosuchcmd 2>/dev/null; echo $?
| 127
#### special builtins cannot be functions
eval 'break() { :; }' 2>/dev/null; echo not here
## status: 2
#### return takes eight bits
f() { return 300; }; f; echo $?
## bash: the standard leaves more than 255 open
| 44
#### parameters of a sourced file
echo 'echo $# $1; shift; echo $#' >f; set -- q; . ./f a b; echo $# $1; . ./f
## bash: the standard knows no operands
| 2 a
| 1
| 1 q
| 1 q
| 0
#### unset of a function without -f
f() { echo f; }; unset f; f 2>/dev/null; echo $?
## bash: the standard leaves it open
| 127
