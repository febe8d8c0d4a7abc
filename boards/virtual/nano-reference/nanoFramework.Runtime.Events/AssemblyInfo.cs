using System.Reflection;

[assembly: AssemblyVersion("1.11.37.0")]
[assembly: AssemblyNativeVersion("100.0.8.0")]
