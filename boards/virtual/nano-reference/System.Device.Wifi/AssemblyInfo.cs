using System.Reflection;

[assembly: AssemblyVersion("1.5.147.0")]
[assembly: AssemblyNativeVersion("100.0.6.6")]
