using EhrAdapters.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Onboarding.Contract;
using Onboarding.Directories;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Review.Changes;
using Onboarding.Runs;
using Onboarding.Secrets;
using Onboarding.Secrets.Authorities;
using Onboarding.Secrets.Certificates;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Stages.Configure;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;
using Onboarding.Stages.GoLive.Schedule;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Templates;
using Onboarding.Stages.MapFields.Versions;
using Onboarding.Stages.Samples;
using Onboarding.Stages.TestConnection;
using Onboarding.Stages.TestConnection.History;
using Onboarding.Stages.TestConnection.Retest;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Choosing;
using Onboarding.Stages.ValidatePatients.Reports;
using Quartz;

namespace Onboarding;

public static class OnboardingServices
{
    /// <summary>Sites, stages, evidence and runs. The caller adds Data Protection and the adapter library.</summary>
    public static IServiceCollection AddOnboarding(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<OnboardingDb>(options =>
            options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(OnboardingDb.MigrationsTable)));
        services.TryAddSingleton<SiteHub>();
        services.TryAddSingleton<SecretVault>();
        services.TryAddSingleton<PatientVault>();
        services.TryAddSingleton<AllowList>();
        services.TryAddSingleton<AllowListReader>();
        services.TryAddSingleton<SiteConnections>();
        // In place of the library's own memory, which a restart empties.
        services.Replace(ServiceDescriptor.Singleton<ISignInAttempts, StoredSignInAttempts>());
        services.TryAddSingleton<KeyRings>();
        services.TryAddSingleton<ClientCertificates>();
        services.TryAddSingleton<TrustedAuthorities>();
        services.TryAddSingleton<SiteLifecycle>();
        services.TryAddSingleton<Contracts>();
        services.TryAddSingleton<ContractDesk>();
        services.TryAddSingleton<SiteService>();
        services.TryAddSingleton<SiteQueries>();
        services.TryAddSingleton<Drafts>();
        services.TryAddSingleton<Letters>();
        services.TryAddSingleton<Retests>();
        services.TryAddSingleton<RetestWork>();
        services.TryAddSingleton<ConnectionHistory>();
        services.TryAddSingleton<ValidationReports>();
        services.TryAddSingleton<RunService>();
        services.TryAddSingleton<RunExecutor>();
        services.TryAddSingleton<Approvals>();
        services.TryAddSingleton<GoLiveGates>();
        services.TryAddSingleton<GoLiveService>();
        services.TryAddSingleton<Ramps>();
        services.TryAddSingleton<TrafficControl>();
        services.TryAddSingleton<TrafficReader>();
        services.TryAddSingleton<HypercareDesk>();
        services.TryAddSingleton<HypercareLook>();
        services.TryAddSingleton<Plans>();
        services.TryAddSingleton<Freezes>();
        services.TryAddSingleton<Schedules>();
        services.TryAddSingleton<WindowNotices>();
        services.TryAddSingleton<ScheduleWork>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHospitalAction, StopByHospital>());
        services.TryAddSingleton<FindingLetters>();
        services.TryAddSingleton<SamplePatients>();
        services.TryAddSingleton<PatientFinder>();
        services.TryAddSingleton<DuplicateSites>();
        services.TryAddSingleton<ReviewReader>();
        services.TryAddSingleton<ReviewDesk>();
        services.TryAddSingleton<ReviewAnswers>();
        services.TryAddSingleton<AnswerDrafts>();
        services.TryAddSingleton<ChangeTrials>();
        services.TryAddSingleton<MappingChanges>();
        services.TryAddSingleton<ShownValues>();
        services.AddDirectories();
        services.AddNotices();
        services.TryAddSingleton<LinkDesk>();
        services.TryAddSingleton<DrillMail>();
        services.TryAddSingleton<FireDrills>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHospitalAction, AcknowledgeByHospital>());
        services.TryAddSingleton<MappingWorkbench>();
        services.TryAddSingleton<MappingVersions>();
        services.TryAddSingleton<CodeMapFiles>();
        services.TryAddSingleton<FleetMemory>();
        services.TryAddSingleton<MappingTemplates>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, ConfigureRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, TestConnectionRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, MapFieldsRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, ValidatePatientsRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, LoadTestRunner>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStageRunner, GoLiveRunner>());
        return services;
    }

    /// <summary>The background side: queue, workers, recovery. The command line runs without it.</summary>
    public static IServiceCollection AddBackgroundRuns(this IServiceCollection services)
    {
        // On the way down running stages are told at once; their rows stay for the recovery.
        services.AddQuartz(quartz => quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always));
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.TryAddSingleton<IRunQueue, QuartzRunQueue>();
        services.AddHostedService<RunRecovery>();
        services.AddHostedService<KeyCleanUp>();
        services.AddHostedService<RetestScheduler>();
        services.AddHostedService<ExceptionExpiry>();
        services.AddHostedService<GoLiveScheduler>();
        services.AddHostedService<NoticeSender>();
        return services;
    }
}
