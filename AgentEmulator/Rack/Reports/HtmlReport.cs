using System.Text;
using AgentEmulator.Rack.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEmulator.Rack.Reports;

/// <summary>The report as one HTML page that needs nothing else: no script, no network, light or dark as the reader's system is.</summary>
internal static class HtmlReport
{
    public static async Task<string> OfAsync(RunReport report)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<ReportDocument>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ReportDocument.Model)] = report.Model() }));
            using var text = new StringWriter(new StringBuilder());
            root.WriteHtmlTo(text);
            return text.ToString();
        });
    }
}
