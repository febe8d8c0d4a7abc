using System.CommandLine;

namespace AgentEmulator.Cli;

/// <summary>The option --nano, which commands that run other people's programs have.</summary>
internal static class NanoOption
{
    public static Option<int> Create()
    {
        var option = new Option<int>("--nano")
        {
            Description = "nanoFramework version that the code is for: 1, or 2, which has generics.",
            HelpName = "1|2",
            DefaultValueFactory = _ => 1,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[0].Value is not ("1" or "2"))
                result.AddError("--nano takes 1 or 2.");
        });
        return option;
    }
}
