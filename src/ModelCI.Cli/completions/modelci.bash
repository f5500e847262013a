# Completion of modelci in bash: eval "$(modelci completion bash)"
_modelci() {
    local line=${COMP_LINE:0:COMP_POINT} typed=${COMP_WORDS[COMP_CWORD]} word
    # Without the program's own name, which may be a path.
    line=${line#*[[:space:]]}
    COMPREPLY=()
    # It offers whole words; bash wants those that begin like the one before the cursor.
    while IFS= read -r word; do
        [[ -n $word && $word == "$typed"* ]] && COMPREPLY+=("$word")
    done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
}
# Where modelci has nothing to offer, the names of files.
complete -o default -o bashdefault -F _modelci modelci
