package io.fermata.starter.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fermata.starter.security.AnyCaller;
import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.RequiresPermission;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What code of a service may not do. Every service's {@code @AnalyzeClasses} test takes all that are marked:
 * {@code @ArchTest static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);}
 */
public final class ArchitectureRules {
    @ArchTest
    public static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("code that asks the machine for the time cannot be tested");

    @ArchTest
    public static final ArchRule IDS_COME_FROM_IDS =
            noClasses().should().callMethod(UUID.class, "randomUUID").because("ids are time-ordered and made by Ids");

    @ArchTest
    public static final ArchRule NO_EVALUATORS_NO_PROCESSES = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("javax.script..", "org.springframework.expression..", "ognl..", "groovy.."))
            .orShould()
            .dependOnClassesThat(assignableTo(ProcessBuilder.class))
            .orShould()
            .callMethodWhere(target(nameMatching("exec")).and(target(owner(assignableTo(Runtime.class)))))
            .because("user text never reaches an evaluator or a shell")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NO_SLEEPING = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("sleep")).and(target(owner(assignableTo(Thread.class)))))
            .because("waiting is scheduled, timed out or interrupted, not slept");

    @ArchTest
    public static final ArchRule NO_COPIED_SETTINGS = noFields()
            .should()
            .beAnnotatedWith(Value.class)
            .because("settings are bound to a record that is checked at start-up")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NO_SERVICE_KNOWS_ANOTHER = classes()
            .should(dependOnTheirOwnServiceOnly())
            .as("services depend on the starter and the contracts, never on each other");

    @ArchTest
    public static final ArchRule FEATURES_FORM_NO_CYCLES =
            slices().matching("io.fermata.*.(*)..").should().beFreeOfCycles();

    @ArchTest
    public static final ArchRule EVERY_OPERATION_DECLARES_WHO_MAY_CALL_IT = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(RestController.class)
            .and()
            .areDeclaredInClassesThat(not(assignableTo(ErrorController.class)))
            .and()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(RequiresPermission.class)
            .orShould()
            .beAnnotatedWith(PublicOperation.class)
            .orShould()
            .beAnnotatedWith(AnyCaller.class)
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule CONTROLLERS_ARE_NOBODYS_BUSINESS = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    /** Not for the module whose business outbound calls are; it states its own exception. */
    public static final ArchRule OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT = noClasses()
            .should()
            .dependOnClassesThat(assignableTo("java.net.http.HttpClient"))
            .orShould()
            .dependOnClassesThat(assignableTo("java.net.HttpURLConnection"))
            .orShould()
            .callMethodWhere(
                    target(nameMatching("open(Connection|Stream)")).and(target(owner(assignableTo("java.net.URL")))))
            .because("timeouts, traces and egress checks live in the clients we make");

    private static final Pattern SERVICE = Pattern.compile("io\\.fermata\\.([a-z]+)\\b.*");
    private static final Set<String> SHARED = Set.of("starter", "contracts", "redaction");

    private ArchitectureRules() {}

    private static ArchCondition<JavaClass> dependOnTheirOwnServiceOnly() {
        return new ArchCondition<>("depend on their own service only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String other = service(dependency.getTargetClass());
                    if (!other.isEmpty() && !SHARED.contains(other) && !other.equals(service(type))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Gives the empty text for a class that is none of ours. */
    private static String service(JavaClass type) {
        Matcher matcher = SERVICE.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
