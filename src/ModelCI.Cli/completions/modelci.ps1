# Completion of modelci in PowerShell: modelci completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName modelci -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $program = $commandAst.CommandElements[0].Extent
    $line = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
    # Without the program's own name, which may be a path.
    $rest = $line.Substring([Math]::Min($line.Length, $program.Text.Length + 1))
    & $program.Text "[suggest:$($rest.Length)]" $rest 2>$null |
        Where-Object { $_ -like "$wordToComplete*" } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
