using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using VirtualBoard.Benchmarks;

// In one process: firmware is loaded from files beside the program, which a generated program would not have.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(CpuBenchmarks)]).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
