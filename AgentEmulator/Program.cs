return await AgentEmulator.Cli.CommandLine.RunAsync(args);
