// Compiled into every project that imports VirtualBoard.Testing.targets.
return await VirtualBoard.Testing.NanoTestApplication.RunAsync(args);
