using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Paperboy.Mail;

/// <summary>Renders a Razor component to the HTML of a mail.</summary>
public sealed class EmailHtml(IServiceScopeFactory scopes)
{
    public async Task<string> RenderAsync<TComponent>(string parameter, object value)
        where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        var renderer = scope.ServiceProvider.GetRequiredService<HtmlRenderer>();
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [parameter] = value });
            var output = await renderer.RenderComponentAsync<TComponent>(parameters);
            return "<!doctype html>\n" + output.ToHtmlString();
        });
    }
}
