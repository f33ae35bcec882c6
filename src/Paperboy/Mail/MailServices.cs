using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Paperboy.Jobs;
using Paperboy.Mail.Smtp;
using Paperboy.Settings;
using Paperboy.Storage;

namespace Paperboy.Mail;

/// <summary>What sends mail, put together by the settings.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.TryAddScoped<HtmlRenderer>();
        services.AddSingleton<EmailHtml>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton(provider => Mailer(
            provider.GetRequiredService<MailSettings>(), provider.GetRequiredService<DataFolder>()));
        return services.AddRepeatedJob<OutboxJob>("outbox", TimeSpan.FromSeconds(5));
    }

    // Nothing asks for a mailer while the transport is none.
    private static Func<IMailer> Mailer(MailSettings settings, DataFolder folder)
    {
        if (settings.Transport == "smtp")
        {
            var options = SmtpOptions.From(settings);
            return () => new SmtpMailer(options);
        }

        var target = settings.Folder.Length > 0 ? settings.Folder : folder.Mail;
        return () => new FolderMailer(target);
    }
}
