# XCU 2.8 Exit status and errors, set -e
#### syntax error has status 2
sh -c 'if' 2>/dev/null; echo $?; sh -c 'echo a; )' 2>/dev/null; echo $?
| 2
| 2
#### syntax error message
sh -c 'fi' 2>&1 | sed 's/.*Syntax/Syntax/'
| Syntax error: "fi" unexpected
#### unexpected tokens
for s in 'then' 'a |' '(a' '{ a' 'case x' 'for 1' 'a && ;' ';' '&' 'if a; then' 'while x; do' 'echo "x' 'f( {' 'a ;; b' 'case x in (' 'echo $(' 'if a; fi'; do sh -c "$s" >/dev/null 2>&1; echo $?; done
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
| 2
#### eval of a syntax error
(eval '('; echo not here) 2>/dev/null; echo $?
| 2
#### errexit
sh -c 'set -e; false; echo not here'; echo $?
| 1
#### errexit does not look at conditions
set -e; if false; then :; fi; false || true; false && true; ! true; while false; do :; done; echo here
| here
#### errexit in a function
sh -ec 'f() { false; echo not here; }; f; echo nor here'; echo $?
| 1
#### errexit in a condition's function
sh -ec 'f() { false; echo here; }; if f; then echo yes; fi'; echo $?
| here
| yes
| 0
#### errexit in a subshell
sh -ec '(false; echo not here); echo nor here'; echo $?
| 1
#### errexit and pipelines
sh -ec 'false | true; echo here; true | false; echo not here'; echo $?
| here
| 1
#### errexit and substitutions
sh -ec 'x=$(false); echo not here'; echo $?; sh -ec 'echo $(false) here'; echo $?
| 1
| here
| 0
#### exit status of exit
sh -c 'exit 3'; echo $?; sh -c 'false; exit'; echo $?; sh -c 'exit 300'; echo $?
| 3
| 1
| 44
#### exit in a subshell
(exit 4; echo no); echo $?
| 4
#### status of a script is its last command's
sh -c 'true; false'; echo $?; sh -c ''; echo $?
| 1
| 0
#### signal status
sh -c 'kill -TERM $$'; echo $?; sh -c 'kill -9 $$' ; echo $?
| 143
| 137
#### utility error does not end the shell
cd /nonexistent 2>/dev/null; echo $?; shift 5 2>/dev/null || echo not reached
## status: 2
| 2
#### error in a special builtin ends the shell
sh -c 'set -o nonsense; echo not here' 2>/dev/null; echo $?
| 2
#### command keeps the shell alive
sh -c 'command set -o nonsense; echo here' 2>/dev/null; echo $?
| here
| 0
#### redirection error of an ordinary command
sh -c 'echo x > /nonexistent/f; echo here $?' 2>/dev/null
| here 2
#### noexec reads only
sh -n -c 'echo not here'; echo $?
| 0
#### xtrace
sh -xc 'x=1; echo a "b c"' 2>&1 >/dev/null
| + x=1
| + echo a b c
#### verbose
echo 'echo hi' > s; sh -v s 2>&1
| echo hi
| hi
#### errexit does not look into tested subshells and pipelines
set -e; (false; echo x) || echo no; ! (false; echo y); if { false; echo z; } | cat; then echo yes; fi; (false; echo not here)
## status: 1
| x
| y
| z
| yes
