using System.Reflection;

[assembly: AssemblyVersion("1.6.42.0")]
[assembly: AssemblyNativeVersion("100.0.10.0")]
